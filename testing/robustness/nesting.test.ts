/** Code nested or repeated ten thousand times: nothing overflows, it ends, and faults elsewhere are found. */

import { beforeAll, describe, expect, test } from "vitest";
import { configuration, freehold, leak, leaking, placesIn, projectWith, type Run } from "./project.ts";
import { type Shape, shapes } from "./shapes.ts";

const all = shapes(10_000);

describe("In one project", () => {
  let run: Run;

  /** Each shape stands where a resource is held; TypeScript gives up on the flow of some of these functions, and must do so last. */
  beforeAll(() => {
    const files = Object.fromEntries(all.map((shape) => [fileOf(shape), leaking(shape.statement)]));
    using project = projectWith({
      ...files,
      "other.ts": leak,
      "tsconfig.json": configuration.replace(`"strict"`, `"jsx": "preserve", "strict"`),
    });
    run = freehold(project.folder, "--format", "short", "--max", "0", "--tier", "maybe");
  }, 300_000);

  test("they are no fault of the user's, and none of ours", () => {
    expect(run).toMatchObject({ code: 1, told: [] });
  });

  test("they hide no finding of another file", () => {
    expect(placesIn(run)).toContain("other.ts:5 FH1001");
  });
});

/** Of each family the one that takes longest; what grows with the square of it would not end in time. */
test.each(all.filter(({ name }) => ["arrays", "loops", "object types", "methods", "cases", "statements"].includes(name)))(
  "a resource held around $name is still followed",
  (shape) => {
    using project = projectWith({ [fileOf(shape)]: leaking(shape.statement) });
    const run = freehold(project.folder, "--format", "short", "--tier", "maybe");
    expect(run).toMatchObject({ code: 1, told: [] });
    expect(placesIn(run)).toEqual([`${fileOf(shape)}:5 FH1001`]);
  },
  300_000,
);

test("two thousand using bindings of one block are all dropped", () => {
  const bindings = Array.from({ length: 2000 }, (_, index) => `using held${index} = open();`).join("\n");
  using project = projectWith({ "many.ts": `declare function open(): Disposable;\n{\n${bindings}\n}\n${leak}` });
  expect(freehold(project.folder, "--format", "short")).toMatchObject({
    code: 1,
    told: [],
    out: expect.stringMatching(/^many\.ts:2008:9: [^\n]*\n$/),
  });
});

function fileOf({ name, language = "ts" }: Shape): string {
  return `${name.replaceAll(" ", "-")}.${language}`;
}
