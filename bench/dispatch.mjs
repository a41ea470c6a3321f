/** `npm run bench:dispatch`: calls through trait objects beside plain JavaScript's calls, by how many types there are and in which order. */

import { cpus } from "node:os";
import { dyn, impl, required, Trait } from "freehold";
import { median } from "./statistics.mjs";

const objects = 4096;
const passes = 500;
const rounds = 7;
const warmUps = 3;

/** @typedef {{ area(factor: number): number }} Shape */

/** What the calls add up to is printed at the end: no engine may leave them out. */
let sum = 0;
let callers = 0;

console.log(`${cpus()[0]?.model ?? "unknown"}, Node ${process.version}; ns a call, medians of ${rounds} rounds of ${objects * passes}\n`);
console.log("types  order      plain classes   trait objects   ratio");
for (const count of [1, 2, 4, 8, 16]) for (const order of /** @type {const} */ (["regular", "random"])) compare(count, order);
console.log(`\n${sum === 0 ? "" : "done"}`);

/**
 * @param {number} count
 * @param {"regular" | "random"} order
 */
function compare(count, order) {
  const types = Array.from({ length: count }, (_, index) => shapeType(index));
  /** @type {Trait<Shape>} */
  const Shape = Trait.define("Shape", { area: required });
  for (const type of types) impl(Shape).for(type);
  let seed = 1;
  const picked = Array.from({ length: objects }, (_, index) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return /** @type {new () => Shape} */ (types[order === "regular" ? index % count : (seed >>> 16) % count]);
  });
  const plain = picked.map((Type) => new Type());
  const dynamic = picked.map((Type) => dyn(Shape, new Type()));
  const [callPlain, callDynamic] = [caller(), caller()];
  /** @type {number[]} */
  const plainTimes = [];
  /** @type {number[]} */
  const dynamicTimes = [];
  for (let round = 0; round < warmUps + rounds; round++) {
    const times = [callPlain(plain), callDynamic(dynamic)];
    if (round < warmUps) continue;
    plainTimes.push(times[0] ?? 0);
    dynamicTimes.push(times[1] ?? 0);
  }
  const [p, d] = [median(plainTimes), median(dynamicTimes)];
  console.log(
    `${String(count).padStart(5)}  ${order.padEnd(9)}${p.toFixed(1).padStart(12)}${d.toFixed(1).padStart(16)}${(p / d).toFixed(2).padStart(10)}`,
  );
}

/**
 * A class with a shape of its own: as many fields as its number.
 * @param {number} index
 * @returns {new () => Shape}
 */
function shapeType(index) {
  const fields = Array.from({ length: index + 1 }, (_, field) => `field${field} = ${field};`).join(" ");
  // oxlint-disable-next-line eslint/no-new-func, typescript/no-implied-eval -- As many shapes as the bench asks for.
  return new Function(`return class Shape${index} { ${fields} area(factor) { return this.field0 + factor + ${index}; } }`)();
}

/** A loop with inline caches of its own, which takes a text of its own. Time is the process's, so that neighbours on the machine count less. */
function caller() {
  callers += 1;
  const body = `/* ${callers} */ let sum = 0;
    for (let pass = 0; pass < passes; pass++) for (let i = 0; i < shapes.length; i++) sum = (sum + shapes[i].area(pass)) | 0;
    return sum;`;
  // oxlint-disable-next-line eslint/no-new-func, typescript/no-implied-eval -- See above.
  const loop = new Function("shapes", "passes", body);
  return (/** @type {readonly Shape[]} */ shapes) => {
    const before = process.cpuUsage().user;
    sum += loop(shapes, passes);
    return ((process.cpuUsage().user - before) * 1000) / (shapes.length * passes);
  };
}
