/** Rows of inked pieces: what the text renderer builds, so that width is measured on plain text and colour comes last. */

/** What a piece of output means; the host decides which colour that is. */
export type Ink = "plain" | "strong" | "quiet" | "gutter" | "error" | "warning" | "note" | "added" | "removed";

/** How a host paints each ink. */
export type Style = Readonly<Record<Exclude<Ink, "plain">, (text: string) => string>>;

export interface Piece {
  readonly text: string;
  readonly ink: Ink;
}

export type Row = readonly Piece[];

export const plainStyle: Style = {
  strong: unchanged,
  quiet: unchanged,
  gutter: unchanged,
  error: unchanged,
  warning: unchanged,
  note: unchanged,
  added: unchanged,
  removed: unchanged,
};

export function piece(text: string, ink: Ink = "plain"): Piece {
  return { text, ink };
}

/** No row ends in a space. */
export function paintRow(row: Row, style: Style): string {
  return trimmed(row)
    .map(({ text, ink }) => (ink === "plain" || text === "" ? text : style[ink](text)))
    .join("");
}

function trimmed(row: Row): Row {
  for (let index = row.length - 1; index >= 0; index--) {
    const { text, ink } = row[index]!;
    const rest = text.trimEnd();
    if (rest !== "") return [...row.slice(0, index), { text: rest, ink }];
  }
  return [];
}

function unchanged(text: string): string {
  return text;
}
