/* What office.js, a script of its own, gives to the others; undefined where it did not load. */
export const office = () => globalThis.knowledgeOffice;
