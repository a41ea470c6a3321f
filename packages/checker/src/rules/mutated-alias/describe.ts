/** What is said of objects that are changed under others. */

import { assertNever } from "@freehold/mir/assert";
import { other, primary } from "../../explain/labels.ts";
import type { Description } from "../../rule.ts";
import type { CallersOptions } from "./callers-options.ts";
import type { FilledAlike } from "./filled-alike.ts";
import type { LentDefaults } from "./lent-defaults.ts";
import type { MixedArray } from "./mixed-arrays.ts";
import type { OwnDefaults } from "./own-defaults.ts";
import type { ShallowClone } from "./shallow-clones.ts";
import type { ShallowCopy } from "./shallow-copies.ts";
import type { SharedDefaults } from "./shared-defaults.ts";

export type MutatedAlias =
  | MixedArray
  | FilledAlike
  | SharedDefaults
  | ShallowCopy
  | CallersOptions
  | ShallowClone
  | LentDefaults
  | OwnDefaults;

export function describe(finding: MutatedAlias): Description {
  switch (finding.kind) {
    case "mixed-array":
      return describeMixed(finding);
    case "filled-alike":
      return describeFilled(finding);
    case "shared-defaults":
      return describeDefaults(finding);
    case "lent-defaults":
      return describeLent(finding);
    case "shallow-copy":
      return describeCopy(finding);
    case "shallow-clone":
      return describeClone(finding);
    case "callers-options":
      return describeOptions(finding);
    case "own-defaults":
      return describeOwn(finding);
    default:
      return assertNever(finding);
  }
}

function describeMixed({ name, parameter, method, change, taken, copied }: MixedArray): Description {
  return {
    message: `\`${method}\` changes the caller's array whenever \`${parameter}\` is one already`,
    labels: [
      other(taken, `\`${name}\` is the caller's own here`),
      ...(copied.start === taken.start ? [] : [other(copied, "and new here")]),
      primary(change, "changes whichever it is"),
    ],
    why: "Whether the caller's array is left alone depends on how the argument is written. A caller that goes on using it finds it changed.",
    help: `Copy it on both ways: \`[...${parameter}]\``,
  };
}

function describeFilled({ name, filled, change }: FilledAlike): Description {
  return {
    message:
      name === ""
        ? "all elements of the array are one object, and it is changed"
        : `all elements of \`${name}\` are one object, and it is changed`,
    labels: [other(filled, "puts the same object in every place"), primary(change, "changes it, and so every element")],
    why: "`fill` does not copy what it is given.",
    help: "Make one for each place: `Array.from({ length }, () => …)`",
  };
}

function describeDefaults({ constant, taken, change }: SharedDefaults): Description {
  return {
    message: `what one call is given is written into \`${constant}\`, which all calls share`,
    labels:
      taken.start >= change.start && taken.end <= change.end
        ? [primary(change, `changes \`${constant}\` itself, and gives it back`)]
        : [other(taken, `no copy: the same object as \`${constant}\``), primary(change, "changed here, for every later call as well")],
    why: "The next call begins with what this one has left there: values of one caller show up at another.",
    help: `Copy it first: \`{ ...${constant} }\``,
  };
}

function describeLent({ constant, given, by, change }: LentDefaults): Description {
  return {
    message: `\`${by}\` writes into \`${constant}\`, which all calls share`,
    labels: [primary(given, `no copy: \`${constant}\` itself`), other(change, "changes what it was given")],
    why: "The next call begins with what this one has left there: values of one caller show up at another.",
    help: `Give it a copy: \`structuredClone(${constant})\``,
  };
}

function describeCopy({ constant, member, copied, change }: ShallowCopy): Description {
  const held = member === undefined ? "what it holds" : `\`${member}\``;
  return {
    message: `the copy shares ${held} with \`${constant}\`, and changes it`,
    labels: [other(copied, `copies one level of \`${constant}\``), primary(change, "changes the original as well")],
    why: "A spread and `Object.assign` copy references. The next call begins with what this one has left there.",
    help:
      member === undefined
        ? `Copy it all the way down: \`structuredClone(${constant})\``
        : `Copy \`${member}\` as well, or all of it by \`structuredClone(${constant})\``,
  };
}

function describeOwn({ field, how, taken, change }: OwnDefaults): Description {
  return {
    message: `what is meant for one call is written into \`this.${field}\`, which all calls share`,
    labels: [
      other(taken, how === "renamed" ? `no copy: the same object as \`this.${field}\`` : `copies one level of \`this.${field}\``),
      primary(change, "still there for the next call"),
    ],
    why: "The next call begins with what this one has left there: values of one caller show up at another.",
    help: how === "renamed" ? `Copy it first: \`{ ...this.${field} }\`` : "Copy the object that is written into as well",
  };
}

function describeOptions({ parameter, declared, change }: CallersOptions): Description {
  return {
    message: `what belongs to this call is written into the caller's \`${parameter}\``,
    labels: [other(declared, "the caller's own object"), primary(change, "still there when the caller uses it again")],
    why: "Callers keep their options and pass them to the next call. It begins with what this one has left there, or works on what was meant for this one.",
    help: `Work on a copy: \`{ ...${parameter} }\``,
  };
}

function describeClone({ field, copied, change }: ShallowClone): Description {
  return {
    message: `a clone shares the elements of \`${field}\`, which are changed in place`,
    labels: [other(copied, "copies the list, not what is in it"), primary(change, "changes what the original and all of its clones have")],
    why: "A clone is made to be changed alone. What is changed here changes in every copy.",
    help: `Copy the elements as well: \`${field}.map((element) => ({ ...element }))\`, with all that is written in them`,
  };
}
