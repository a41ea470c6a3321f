/** The members of the class around a body, the one that ends it, and whether one of them lets go of a field. */

import type { Body, Operand } from "@freehold/mir/body";
import type { Program } from "@freehold/mir/program";
import { operandsOf } from "@freehold/mir/walk";
import type { BodyView } from "../../body-view.ts";
import { operandText, placeText } from "../../contracts/callee-path.ts";
import { releaseMethods, soundsReleasing } from "../../words.ts";

/** Methods and accessors, not the constructor and the initializers. */
export function membersOf({ knowledge: { program }, body }: BodyView): readonly Body[] {
  const owner = body.scope.slice(0, -1).join(".");
  return program.bodies.filter(
    (candidate) => candidate.file === body.file && isMember(candidate) && candidate.scope.slice(0, -1).join(".") === owner,
  );
}

function isMember({ kind }: Body): boolean {
  return kind === "method" || kind === "getter" || kind === "setter";
}

/** `close`, `dispose`, `destroy`: the method by which the class itself is ended. */
export function releaseMethodOf(members: readonly Body[]): Body | undefined {
  // `close(descriptor)` ends what it is given, not the object.
  return members.find(({ scope, kind, params }) => kind === "method" && params.length === 0 && releaseMethods.has(scope.at(-1)!));
}

/** Any mention beyond reading from the field or calling a method on it that does not release may be what lets go. */
export function letsGoOf(program: Program, member: Body, field: string): boolean {
  const text = `this.${field}`;
  return member.blocks.some(({ statements, terminator }) => {
    if (
      statements.some(
        (statement) =>
          statement.kind === "assign" &&
          statement.value.kind === "closure" &&
          statement.value.bodies.some((nested) => letsGoOf(program, program.bodies[nested]!, field)),
      )
    )
      return true;
    if (
      statements.some(
        (statement) => operandsOf(statement).some((operand) => operandText(member, operand) === text) || setsField(member, statement, text),
      )
    )
      return true;
    if (terminator.kind === "call" && terminator.callee.kind === "method" && isAt(member, terminator.callee.receiver, text))
      return soundsReleasing(terminator.callee.name) || releaseMethods.has(terminator.callee.name);
    return operandsOf(terminator).some((operand) => operandText(member, operand) === text);
  });
}

function isAt(member: Body, receiver: Operand, text: string): boolean {
  return operandText(member, receiver) === text;
}

function setsField(member: Body, statement: Body["blocks"][number]["statements"][number], text: string): boolean {
  return statement.kind === "assign" && placeText(member, statement.target) === text;
}
