/* What office.js, a script of its own, gives to the others. */

export const NOT_LOADED = "A part of this page did not load. Save your work to a file, then load the page again.";

/* Return its parts; undefined where it did not load. */
export const office = () => globalThis.knowledgeOffice;
