/** `freehold debug --stage=ast`: the syntax tree of one file as text, a node a line. */

import { asFilePath } from "@freehold/diagnostics/span";
import { resolve } from "node:path";
import { nodeHost } from "./node.ts";
import { discover } from "./project.ts";
import type { Node, SourceFileSyntax } from "./syntax.ts";
import { startTs7 } from "./ts7/compiler.ts";

/** Absent when no project has the file. */
export function printSyntaxOf(cwd: string, file: string): string | undefined {
  const folder = asFilePath(resolve(cwd));
  using compiler = startTs7(folder);
  using workspace = compiler.open(discover(folder, [file], nodeHost(compiler)).plans);
  const path = asFilePath(resolve(cwd, file));
  const source = workspace.projects.map((project) => project.source(path)).find((found) => found !== undefined);
  return source === undefined ? undefined : printSyntax(source);
}

/** A leaf shows its text. Deep trees must not overflow the stack, hence the list of what is left to print. */
function printSyntax({ root, text, kindName }: SourceFileSyntax): string {
  const lines: string[] = [];
  const left: { readonly node: Node; readonly depth: number }[] = [{ node: root, depth: 0 }];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { node, depth } = next;
    const children = childrenOf(node);
    const leaf = children.length === 0 ? ` ${JSON.stringify(text.slice(node.getStart(), node.end))}` : "";
    lines.push(`${"  ".repeat(depth)}${kindName(node.kind)} ${node.getStart()}-${node.end}${leaf}`);
    for (const child of children.toReversed()) left.push({ node: child, depth: depth + 1 });
  }
  return lines.join("\n");
}

function childrenOf(node: Node): readonly Node[] {
  const children: Node[] = [];
  node.forEachChild((child) => void children.push(child));
  return children;
}
