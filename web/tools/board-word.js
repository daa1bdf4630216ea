/* A briefing as a Word document that can be edited. */
import {
  AlignmentType,
  Document,
  ExternalHyperlink,
  Footer,
  HeadingLevel,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from "docx";

const PAGE = { width: 11906, height: 16838 }; // A4, in twentieths of a point
const MARGIN = 850;
const TEXT_WIDTH = PAGE.width - 2 * MARGIN;
const FONT = "Arial";

/* Return the document, a Blob, of what boardPack returns; `site` is named as its maker. */
export function wordDocument({ title, lead, parts }, site) {
  const document = new Document({
    title,
    creator: site,
    lastModifiedBy: site,
    description: lead,
    styles: STYLES,
    numbering: { config: [ORDERED] },
    sections: [
      {
        properties: { page: { size: PAGE, margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN } } },
        footers: { default: new Footer({ children: [pageNumber()] }) },
        children: [
          new Paragraph({ text: title, heading: HeadingLevel.TITLE }),
          new Paragraph({ text: lead }),
          ...parts.flatMap(({ heading, blocks }) => [
            new Paragraph({ text: heading, heading: HeadingLevel.HEADING_1 }),
            ...blocks.flatMap(blockOf),
          ]),
        ],
      },
    ],
  });
  return Packer.toBlob(document);
}

const run = { font: FONT, size: 18, language: { value: "en-GB" } }; // half points
const heading = (size, before) => ({
  run: { font: FONT, size, bold: true, color: "000000" },
  paragraph: { spacing: { before, after: 60 }, keepNext: true },
});
const STYLES = {
  default: {
    document: { run, paragraph: { spacing: { after: 40 } } },
    title: heading(32, 0),
    heading1: heading(22, 160),
    listParagraph: { run },
    hyperlink: { run: { color: "0B4A8F", underline: {} } },
  },
};
const ORDERED = {
  reference: "ordered",
  levels: [
    {
      level: 0,
      format: LevelFormat.DECIMAL,
      text: "%1.",
      alignment: AlignmentType.LEFT,
      style: { paragraph: { indent: { left: 400, hanging: 400 } } },
    },
  ],
};

const pageNumber = () =>
  new Paragraph({
    alignment: AlignmentType.RIGHT,
    children: [new TextRun({ children: [PageNumber.CURRENT, " / ", PageNumber.TOTAL_PAGES], size: 16 })],
  });

function blockOf({ text, items, isOrdered, table }) {
  if (table) return [tableOf(table)];
  if (text) return [new Paragraph({ children: text.map(runOf) })];
  const list = isOrdered ? { numbering: { reference: "ordered", level: 0 } } : { bullet: { level: 0 } };
  return items.map((runs) => new Paragraph({ ...list, children: runs.map(runOf) }));
}

function tableOf({ head, rows, widths }) {
  const columnWidths = widths.map((share) => Math.round((share / 100) * TEXT_WIDTH));
  const cell = (runs, at) =>
    new TableCell({
      width: { size: columnWidths[at], type: WidthType.DXA },
      margins: { top: 30, bottom: 30, left: 80, right: 80 },
      children: [new Paragraph({ children: runs.map(runOf) })],
    });
  const top = head.map((text) => [{ text, strong: true }]);
  return new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths,
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, children: top.map(cell) }),
      ...rows.map((row) => new TableRow({ cantSplit: true, children: row.map(cell) })),
    ],
  });
}

function runOf({ text, strong, address }) {
  if (!address) return new TextRun({ text, bold: strong });
  return new ExternalHyperlink({ link: address, children: [new TextRun({ text, style: "Hyperlink" })] });
}
