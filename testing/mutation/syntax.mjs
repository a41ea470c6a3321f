/** Ways around in a syntax tree, for edits: from a span to the statement that is it, and from there outwards. */

/**
 * @typedef {import("@freehold/frontend/syntax").Node} Node
 * @typedef {import("@freehold/frontend/syntax").SourceFileSyntax} Syntax
 * @typedef {{ readonly start: number, readonly end: number }} Range
 */

/**
 * The smallest node with exactly these ends; absent where an edit of the tree's reader has moved them.
 *
 * @param {Syntax} syntax
 * @param {Range} range
 * @returns {Node | undefined}
 */
export function nodeAt({ root }, { start, end }) {
  /** @type {Node} */
  let node = root;
  for (;;) {
    const inner = node.forEachChild((child) => (child.getStart() <= start && child.end >= end ? child : undefined));
    if (inner === undefined) break;
    node = inner;
  }
  return node.getStart() === start && node.end === end ? node : undefined;
}

/**
 * The statement that does nothing but call: through `await`, `void`, `x && …` and the methods of the promise that the call gives.
 *
 * @param {Syntax} syntax
 * @param {Node} call
 * @returns {Node | undefined}
 */
export function statementOf({ kindName }, call) {
  let node = call;
  for (;;) {
    const { parent } = node;
    switch (kindName(parent.kind)) {
      case "ExpressionStatement":
        return parent;
      case "AwaitExpression":
      case "VoidExpression":
      case "ParenthesizedExpression":
      case "PropertyAccessExpression":
        break;
      case "CallExpression":
        if (parent.expression !== node) return undefined;
        break;
      case "BinaryExpression":
        if (parent.right !== node || kindName(parent.operatorToken?.kind ?? 0) !== "AmpersandAmpersandToken") return undefined;
        break;
      default:
        return undefined;
    }
    node = parent;
  }
}

const functionKinds = new Set([
  "ArrowFunction",
  "FunctionExpression",
  "FunctionDeclaration",
  "MethodDeclaration",
  "Constructor",
  "GetAccessor",
  "SetAccessor",
]);

/**
 * @param {Syntax} syntax
 * @param {Node} node
 */
export function isFunction({ kindName }, node) {
  return functionKinds.has(kindName(node.kind));
}

/**
 * The nodes around it, innermost first, up to its function and not beyond.
 *
 * @param {Syntax} syntax
 * @param {Node} node
 * @returns {readonly Node[]}
 */
export function around(syntax, node) {
  const nodes = [];
  for (let each = node.parent; each !== undefined && each !== syntax.root; each = each.parent) {
    nodes.push(each);
    if (isFunction(syntax, each)) break;
  }
  return nodes;
}

/**
 * The `try` whose `finally` holds the node.
 *
 * @param {Syntax} syntax
 * @param {Node} node
 * @returns {Node | undefined}
 */
export function tryEndedBy(syntax, node) {
  const chain = [node, ...around(syntax, node)];
  return chain.find((each, index) => syntax.kindName(each.kind) === "TryStatement" && each.finallyBlock === chain[index - 1]);
}

/**
 * Everything below the node that this code itself runs: not what its closures do later.
 *
 * @param {Syntax} syntax
 * @param {Node} node
 * @returns {readonly Node[]}
 */
export function within(syntax, node) {
  /** @type {Node[]} */
  const found = [];
  const left = [node];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    found.push(next);
    next.forEachChild((child) => {
      if (!isFunction(syntax, child)) left.push(child);
    });
  }
  return found;
}

/**
 * The statements beside it, itself included.
 *
 * @param {Syntax} syntax
 * @param {Node} statement
 * @returns {readonly Node[]}
 */
export function siblings({ kindName }, statement) {
  const { parent } = statement;
  return kindName(parent.kind) === "Block" || kindName(parent.kind) === "CaseClause" ? (parent.statements ?? []) : [];
}

/**
 * The methods that the code calls of a variable.
 *
 * @param {Syntax} syntax
 * @param {Node} node
 * @param {string} name
 * @returns {readonly string[]}
 */
export function methodsCalled(syntax, node, name) {
  return within(syntax, node).flatMap((each) => {
    const callee = syntax.kindName(each.kind) === "CallExpression" ? each.expression : undefined;
    if (callee === undefined || syntax.kindName(callee.kind) !== "PropertyAccessExpression") return [];
    return isNamed(syntax, callee.expression, name) ? [callee.name?.text ?? ""] : [];
  });
}

/**
 * Whether a call is given the variable itself.
 *
 * @param {Syntax} syntax
 * @param {Node} node
 * @param {string} name
 */
export function isPassed(syntax, node, name) {
  return within(syntax, node).some((each) => (each.arguments ?? []).some((argument) => isNamed(syntax, argument, name)));
}

/**
 * @param {Syntax} syntax
 * @param {Node | undefined} node
 * @param {string} name
 */
function isNamed({ kindName }, node, name) {
  return node !== undefined && kindName(node.kind) === "Identifier" && node.text === name;
}
