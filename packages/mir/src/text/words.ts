/** The words of MIR's text that may stand without quotes; the printer and the parser agree on them here. */

/** Names of bodies, scopes, locals and imports: `report`, `Store.#add`, `<arrow>`. */
export const bareName = /[\p{ID_Start}$_#<][\p{ID_Continue}$#<>.]*/u;

/** Names of fields, methods and members: `connect`, `#rows`, `0`, `[Symbol.dispose]`. */
export const bareField = /#?[\p{ID_Start}$_][\p{ID_Continue}$]*|\d+|\[Symbol\.[A-Za-z]+\]/u;

export const bareOperator = /[-+*/%<>=!&|^~?]+|[a-z]+/u;

/** The word as it is where `bare` matches all of it, in quotes otherwise. */
export function quoteUnless(bare: RegExp, word: string): string {
  return bare.exec(word)?.[0] === word ? word : JSON.stringify(word);
}
