/** The characters that frames are drawn with, in Unicode and in ASCII. */

export interface Glyphs {
  /** Opens the line that names the file. */
  readonly corner: string;
  /** Between line number and source. */
  readonly bar: string;
  /** Stands for the bar on rows that underline. */
  readonly dot: string;
  readonly ellipsis: string;
  readonly primary: Stroke;
  readonly other: Stroke;
  /** Says words in these characters. */
  readonly spell: (text: string) => string;
}

/** How one label is drawn: `mark` underlines; the rest is the bracket of a span over several lines. */
export interface Stroke {
  readonly mark: string;
  readonly run: string;
  readonly open: string;
  readonly side: string;
  readonly close: string;
  /** Ends a run, pointing up at the character it means. */
  readonly tip: string;
}

export const unicodeGlyphs: Glyphs = {
  corner: "╭─",
  bar: "│",
  dot: "·",
  ellipsis: "…",
  primary: { mark: "━", run: "━", open: "┏", side: "┃", close: "┗", tip: "┛" },
  other: { mark: "─", run: "─", open: "╭", side: "│", close: "╰", tip: "╯" },
  spell: (text) => text,
};

export const asciiGlyphs: Glyphs = {
  corner: "-->",
  bar: "|",
  dot: ".",
  ellipsis: "...",
  primary: { mark: "^", run: "-", open: ",", side: "|", close: "`", tip: "^" },
  other: { mark: "-", run: "-", open: ",", side: "|", close: "`", tip: "'" },
  spell: (text) => text.replaceAll("✓", "[ok]").replaceAll("✗", "[x]").replaceAll("…", "..."),
};
