/** Small changes of an algorithm, each of which should break it. */

import { parseAst } from "rolldown/parseAst";

/**
 * @typedef {object} Mutant
 * @property {number} line  In the algorithm's file, from 1.
 * @property {string} code  That line.
 * @property {string} before  On one line, as is what comes after.
 * @property {string} after
 * @property {string} text  The whole file.
 *
 * @typedef {{ readonly type: string, readonly start: number, readonly end: number, readonly [key: string]: unknown }} Node
 * @typedef {{ readonly start: number, readonly end: number, readonly text: string }} Edit
 */

/**
 * What only decides how often to look again before sleeping is left alone: it may do so as it likes. So is what awaits: engines run that, and
 * no explorer; its twins that block are explored. So is what makes memory visible that another thread has grown: the explorer's has no end.
 *
 * @param {string} text
 * @returns {readonly Mutant[]}
 */
export function mutantsOf(text) {
  const program = /** @type {Node} */ (/** @type {unknown} */ (parseAst(text, { lang: "ts" })));
  /** @type {Map<string, Mutant>} */
  const mutants = new Map();
  for (const node of nodesOf(program)) {
    for (const { start, end, text: after } of editsOf(node, text)) {
      const changed = text.slice(0, start) + after + text.slice(end);
      if (changed === text) continue;
      const line = text.slice(0, start).split("\n").length;
      const code = oneLine(text.split("\n")[line - 1] ?? "");
      mutants.set(changed, { line, code, before: oneLine(text.slice(start, end)), after: oneLine(after), text: `${changed}${imports}` });
    }
  }
  return [...mutants.values()];
}

/** @param {string} text */
function oneLine(text) {
  return text.trim().replaceAll(/\s+/g, " ");
}

/** Stands at the end, so that every line keeps its number. */
const imports = `\nimport { exchange as mutantExchange } from "#atomics";\n`;

/**
 * @param {Node} node
 * @returns {Generator<Node>}
 */
function* nodesOf(node) {
  if (node.type === "ImportDeclaration" || /^TS(?!NonNull|As)/.test(node.type)) return;
  if (node.type === "FunctionDeclaration" && (isSpin(node["id"]) || node["async"] === true)) return;
  if (node.type === "VariableDeclarator" && isSpin(node["id"])) return;
  if (isLeftAlone(node)) return;
  if (node.type === "IfStatement" && isSpin(/** @type {Node} */ (node["test"])["callee"])) return;
  yield node;
  for (const child of childrenOf(node)) yield* nodesOf(child);
}

/** @param {Node} statement */
function isLeftAlone(statement) {
  if (statement.type !== "ExpressionStatement") return false;
  const { callee } = /** @type {Node} */ (statement["expression"]);
  return isSpin(callee) || nameOf(callee) === "reach";
}

/** @param {unknown} node */
function isSpin(node) {
  return nameOf(node).toLowerCase().includes("spin");
}

/** @param {unknown} node */
function nameOf(node) {
  return /** @type {{ name?: string } | undefined} */ (node)?.name ?? "";
}

/**
 * @param {Node} node
 * @returns {readonly Node[]}
 */
function childrenOf(node) {
  return Object.values(node)
    .flat()
    .filter((child) => typeof child === "object" && child !== null && typeof (/** @type {Node} */ (child).type) === "string")
    .map((child) => /** @type {Node} */ (child));
}

/** @type {Readonly<Record<string, readonly string[]>>} */
const operators = {
  "===": ["!=="],
  "!==": ["==="],
  "<": ["<=", ">="],
  "<=": ["<", ">"],
  ">": [">=", "<="],
  ">=": [">", "<"],
  "+": ["-"],
  "-": ["+"],
  "&": ["|"],
  "|": ["&"],
  "<<": [">>"],
  ">>": ["<<"],
  ">>>": ["<<"],
  "&&": ["||"],
  "||": ["&&"],
};

/** @type {Readonly<Record<string, string>>} */
const opposites = { add: "sub", sub: "add", and: "or", or: "and" };

/**
 * @param {Node} node
 * @param {string} text
 * @returns {readonly Edit[]}
 */
function editsOf(node, text) {
  const { start, end } = node;
  const of = (/** @type {unknown} */ part) => text.slice(/** @type {Node} */ (part).start, /** @type {Node} */ (part).end);
  const by = (/** @type {string} */ after) => ({ start, end, text: after });
  switch (node.type) {
    case "Literal":
      return typeof node["value"] === "number"
        ? [by(`${node["value"] + 1}`)]
        : typeof node["value"] === "boolean"
          ? [by(`${!node["value"]}`)]
          : [];
    case "BinaryExpression":
    case "LogicalExpression": {
      const [left, right] = [of(node["left"]), of(node["right"])];
      const swapped = (operators[String(node["operator"])] ?? []).map((operator) => by(`${left} ${operator} ${right}`));
      return node["operator"] === "|" ? [...swapped, by(left), by(right)] : swapped;
    }
    case "UnaryExpression":
      return node["operator"] === "~" || node["operator"] === "!" ? [by(of(node["argument"]))] : [];
    case "IfStatement":
    case "ConditionalExpression": {
      const test = /** @type {Node} */ (node["test"]);
      return ["true", "false"].map((constant) => ({ start: test.start, end: test.end, text: `(${constant} as boolean)` }));
    }
    case "ExpressionStatement":
      return [by(";")];
    case "BlockStatement":
      return swapsOf(/** @type {readonly Node[]} */ (node["body"]), text);
    case "CallExpression":
      return callEdits(node, of, by);
    default:
      return [];
  }
}

/**
 * Two statements change places, unless one of them is the thread's own business.
 *
 * @param {readonly Node[]} statements
 * @param {string} text
 * @returns {readonly Edit[]}
 */
function swapsOf(statements, text) {
  return statements.slice(1).flatMap((second, index) => {
    const first = statements[index];
    if (first === undefined || first.type !== "ExpressionStatement" || !/^(?:Expression|If)Statement$/.test(second.type)) return [];
    if ([first, second].some(isLeftAlone)) return [];
    if (![first, second].every((statement) => [...nodesOf(statement)].some(({ type }) => type === "CallExpression"))) return [];
    const between = text.slice(first.end, second.start);
    const after = text.slice(second.start, second.end) + between + text.slice(first.start, first.end);
    return [{ start: first.start, end: second.end, text: after }];
  });
}

/**
 * @param {Node} node
 * @param {(part: unknown) => string} of
 * @param {(after: string) => Edit} by
 * @returns {readonly Edit[]}
 */
function callEdits(node, of, by) {
  const name = of(node["callee"]);
  const parameters = /** @type {readonly unknown[]} */ (node["arguments"]).map(of);
  const opposite = opposites[name];
  if (opposite !== undefined) return [by(`${opposite}(${parameters.join(", ")})`)];
  if (name === "compareExchange") return [by(`mutantExchange(${parameters[0]}, ${parameters[2]})`)];
  if (name === "wait") return [by(`("ok" as string)`), by(`wait(${parameters[0]}, ${parameters[1]}, Infinity)`)];
  if (name === "notify") return [by("0"), by(`notify(${parameters[0]}, ${parameters[1] === "Infinity" ? 1 : "Infinity"})`)];
  return [];
}
