/** Whether anybody may let go of a field: the class, its bases, those that extend it, or code around that reaches in. */

import type { Body, Operand, Point } from "@freehold/mir/body";
import type { BodyView } from "../../body-view.ts";
import type { Keeper, SlotUse } from "../../keepers/keeper.ts";
import { releaseMethods, soundsReleasing } from "../../words.ts";
import type { KeptField } from "./kept-fields.ts";

export function isLetGoOf(view: BodyView, keeper: Keeper, kept: KeptField): boolean {
  const kin = view.keepers.kinOf(keeper);
  return kin.some((each) => takesOver(each, kept) || letsGo(view, each, kept)) || reachedInto(view, keeper.name, kept.field);
}

/** The class ends it, or gives it to a call: that is more than showing it in another field. */
export function isGivenUp({ keepers }: BodyView, keeper: Keeper, { field }: KeptField): boolean {
  const uses = keepers.kinOf(keeper).flatMap((kin) => keepers.factsOf(kin).uses.filter(({ slot }) => slot === field));
  return uses.some(({ how, body, point }) => how.kind === "end" || (how.kind === "hand" && isByCall(body, point)));
}

/** What a terminator does, a call does. */
function isByCall({ blocks }: Body, { block, index }: Point): boolean {
  return index === blocks[block]!.statements.length;
}

/** `set layout(value)`: what is assigned is an argument. */
function takesOver({ members }: Keeper, { field }: KeptField): boolean {
  return members.some(({ kind, scope }) => kind === "setter" && scope.at(-1) === field);
}

/** Any mention beyond reading from the field or calling a method on it may be what lets go. */
function letsGo({ keepers }: BodyView, kin: Keeper, { field, body, span, type }: KeptField): boolean {
  const ends = new Set(type.model?.endedBy);
  return keepers.factsOf(kin).uses.some((use) => use.slot === field && (mayLetGo(use, body, span) || callsOne(use, ends)));
}

/** `this.stream.getTracks()`: whoever asks for its parts may end them. */
function callsOne({ how, body, point }: SlotUse, names: ReadonlySet<string>): boolean {
  const { terminator } = body.blocks[point.block]!;
  return how.kind === "call" && terminator.kind === "call" && terminator.callee.kind === "method" && names.has(terminator.callee.name);
}

function mayLetGo(use: SlotUse, keptIn: Body, kept: KeptField["span"]): boolean {
  const { how, depth, body, span } = use;
  switch (how.kind) {
    case "end":
    case "cut":
      return true;
    case "hand":
    case "read":
      return depth === "itself" && !isShown(use);
    case "test":
      return false;
    case "set":
      // The class that made it, and `undefined` before it is made, let go of nothing; any other value may be somebody else's.
      return how.value?.kind === "place" && !(body === keptIn && span.start <= kept.start && kept.end <= span.end);
    case "put":
    case "count":
    case "call":
      return false;
  }
}

/** `video.srcObject = this.stream`: an element shows it, and ends nothing. */
function isShown({ body, point }: SlotUse): boolean {
  const statement = body.blocks[point.block]!.statements[point.index];
  const last = statement?.kind === "assign" ? statement.target.path.at(-1) : undefined;
  return last?.kind === "field" && last.name === "srcObject";
}

/** `session.data.close()`, written where the class is known, outside of what would say `this.data`. */
function reachedInto({ knowledge: { program } }: BodyView, name: string, field: string): boolean {
  const files = new Set(program.files.filter(({ text }) => text.includes(name) && text.includes(`.${field}`)).map(({ path }) => path));
  return program.bodies.some(
    (body) =>
      files.has(body.file) &&
      body.blocks.some(({ terminator }) => {
        if (terminator.kind !== "call") return false;
        const { callee } = terminator;
        if (callee.kind === "method" && (releaseMethods.has(callee.name) || soundsReleasing(callee.name)))
          return isField(body, callee.receiver, field);
        return false;
      }),
  );
}

function isField({ locals }: Body, operand: Operand, field: string): boolean {
  if (operand.kind !== "place") return false;
  const { local, path } = operand.place;
  const last = path.at(-1);
  return last?.kind === "field" && last.name === field && !(path.length === 1 && locals[local]?.kind.kind === "this");
}
