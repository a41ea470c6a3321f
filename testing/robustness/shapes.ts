/** Statements that nest or repeat one construct many times, as generated code and attackers do. */

export interface Shape {
  readonly name: string;
  /** As it stands inside an async function. */
  readonly statement: string;
  readonly language?: "ts" | "tsx";
}

export function shapes(times: number): readonly Shape[] {
  return [...nestedBrackets(times), ...nestedCode(times), ...nestedTypes(times), ...chains(times), ...repetitions(times)];
}

function nestedBrackets(times: number): readonly Shape[] {
  const around = wrapping(times);
  return [
    { name: "arrays", statement: `void ${around("[", "", "]")};` },
    { name: "parentheses", statement: `void ${around("(", "1", ")")};` },
    { name: "objects", statement: `void ${around("{ a: ", "1", " }")};` },
    { name: "templates", statement: `void ${around("`${", "1", "}`")};` },
    { name: "calls", statement: `const f: any = 1; ${around("f(", "1", ")")};` },
    { name: "elements", statement: `void ${around("<a>", "", "</a>")};`, language: "tsx" },
    { name: "array patterns", statement: `const v: any = 1; const ${around("[", "x", "]")} = v;` },
    { name: "object patterns", statement: `const v: any = 1; const ${around("{ a: ", "x", " }")} = v;` },
    { name: "groups of a regular expression", statement: `void /${around("(", "", ")")}/;` },
  ];
}

function nestedCode(times: number): readonly Shape[] {
  const around = wrapping(times);
  return [
    { name: "blocks", statement: around("{", "", "}") },
    { name: "ifs", statement: around("if (rows) {", "", "}") },
    { name: "loops", statement: around("for (const row of rows) {", "", "}") },
    { name: "switches", statement: around("switch (1) { case 1: ", "", "}") },
    { name: "finally blocks", statement: around("try {", "", "} finally {}") },
    { name: "blocks within finally blocks", statement: around("try {} finally {", "", "}") },
    { name: "arrow functions", statement: `void ${around("(() => ", "1", ")")};` },
    { name: "callbacks", statement: `const p: any = 1; ${around("p.then(() => ", "1", ")")};` },
    { name: "functions", statement: around("function f() {", "", "}") },
    { name: "labels", statement: `${Array.from({ length: times }, (_, index) => `l${index}: `).join("")};` },
  ];
}

function nestedTypes(times: number): readonly Shape[] {
  const around = wrapping(times);
  return [
    { name: "object types", statement: `type X = ${around("{ a: ", "1", " }")};` },
    { name: "array types", statement: `type X = 1${"[]".repeat(times)};` },
    { name: "type arguments", statement: `type X = ${around("Array<", "1", ">")};` },
    { name: "conditional types", statement: `type X<T> = ${"T extends 1 ? 2 : ".repeat(times)}3;` },
    { name: "function types", statement: `type X = ${"() => ".repeat(times)}1;` },
  ];
}

function chains(times: number): readonly Shape[] {
  const chain = (name: string, link: string): Shape => ({ name, statement: `const a: any = 1; void (a${link.repeat(times)});` });
  const prefix = (name: string, operator: string): Shape => ({ name, statement: `const a: any = 1; void (${operator.repeat(times)}a);` });
  return [
    chain("sums", " + a"),
    chain("conjunctions", " && a"),
    chain("disjunctions", " || a"),
    chain("defaults", " ?? a"),
    chain("commas", ", a"),
    chain("powers", " ** a"),
    chain("properties", ".a"),
    chain("methods", ".a()"),
    chain("calls of calls", "()"),
    chain("assertions", "!"),
    chain("casts", " as any"),
    prefix("negations", "!"),
    prefix("awaits", "await "),
    prefix("assignments", "a = "),
    prefix("ternaries", "a ? 1 : "),
  ];
}

function repetitions(times: number): readonly Shape[] {
  const each = (text: (index: number) => string): string => Array.from({ length: times }, (_, index) => text(index)).join("");
  return [
    { name: "else ifs", statement: `if (rows.length === 0) {} ${each((index) => `else if (rows.length === ${index}) {}`)}` },
    { name: "cases", statement: `switch (rows.length) { ${each((index) => `case ${index}: break;`)} }` },
    { name: "statements", statement: each(() => "rows.pop();") },
    { name: "variables", statement: each((index) => `const x${index} = rows[${index}];`) },
    { name: "functions beside each other", statement: each((index) => `function f${index}() {}`) },
    { name: "members of a union", statement: `type X = ${each((index) => `| "${index}"`)};` },
  ];
}

function wrapping(times: number): (open: string, inside: string, close: string) => string {
  return (open, inside, close) => `${open.repeat(times)}${inside}${close.repeat(times)}`;
}
