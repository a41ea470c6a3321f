/** A text that somebody must revoke, kept where only this code can reach it, in a file that revokes none: the search and the words. */

import type { Body, LocalId } from "@freehold/mir/body";
import { bodiesOf } from "../../bodies-of.ts";
import type { BodyView } from "../../body-view.ts";
import { calleeText } from "../../contracts/callee-path.ts";
import { birthplace, primary } from "../../explain/labels.ts";
import { definitionsOf } from "../../facts/definitions.ts";
import type { Owner } from "../../facts/facts.ts";
import { repetitionOf } from "../../keepers/repeats.ts";
import { originOf } from "../../keepers/slots.ts";
import type { Description } from "../../rule.ts";
import { wholeLocal } from "../../whole-local.ts";

export interface Unrevoked {
  readonly kind: "unrevoked";
  readonly tier: "maybe";
  readonly owner: Owner;
  /** `this.urls`, or the state of a component. */
  readonly keptIn: string;
}

export function findUnrevoked(view: BodyView): readonly Unrevoked[] {
  if (view.tier === "definite" || view.file.test) return [];
  return view.facts.owners.flatMap((owner): readonly Unrevoked[] => {
    const { model } = owner.type;
    const by = model?.form === "string" && owner.origin.kind === "acquired" ? model.releasedBy?.[0] : undefined;
    const keptIn = by === undefined ? undefined : (privateField(view, owner) ?? stateOf(view, owner));
    if (by === undefined || keptIn === undefined || isCalledInFile(view, by)) return [];
    return [{ kind: "unrevoked", tier: "maybe", owner, keptIn }];
  });
}

/** `this.#urls[id] = [url]`, in a method that may run again. */
function privateField(view: BodyView, owner: Owner): string | undefined {
  const { body, facts, file, keepers } = view;
  if (keepers.index().classOf(body) === undefined || (repetitionOf(body) === "once" && !isHandler(body))) return undefined;
  const names = new Set([owner.binding, ...holders(view, owner)]);
  const stored = facts.events
    .flat(2)
    .find((event) => event.kind === "give" && event.how === "stored" && names.has(event.via) && event.text.startsWith("this."));
  const field = stored?.kind === "give" ? /^this\.(?<field>#?[\w$]+)/.exec(stored.text)?.groups?.["field"] : undefined;
  if (field === undefined) return undefined;
  const declared = new RegExp(`\\bprivate\\s+(?:static\\s+|readonly\\s+)*${field}\\b`);
  return field.startsWith("#") || declared.test(file.text) ? `this.${field}` : undefined;
}

/** `onPreview`: there is no telling how often something happens. */
function isHandler({ kind, scope }: Body): boolean {
  return kind === "method" && /^(?:on|handle)[A-Z]/.test(scope.at(-1) ?? "");
}

/** The value itself, where it has no name, and the literals around it. */
function holders({ facts, body }: BodyView, { point }: Owner): readonly Owner["binding"][] {
  const { terminator } = body.blocks[point.block]!;
  const made = terminator.kind === "call" ? terminator.destination.local : undefined;
  const around = facts.events.flat(2).flatMap((event) => (event.kind === "contain" && event.from === made ? [event.into] : []));
  return [made, ...around];
}

/** `setPreview(URL.createObjectURL(file))`. */
function stateOf(view: BodyView, owner: Owner): string | undefined {
  const names = new Set(holders(view, owner));
  for (const { terminator } of view.body.blocks) {
    if (terminator.kind !== "call" || terminator.callee.kind !== "value") continue;
    const setter = wholeLocal(terminator.callee.operand);
    if (setter === undefined || !terminator.args.some(({ value }) => names.has(wholeLocal(value)))) continue;
    if (isStateSetter(view, setter)) return calleeText(view.body, terminator.callee);
  }
  return undefined;
}

/** `const [preview, setPreview] = useState(…)`. */
function isStateSetter({ body, knowledge: { program } }: BodyView, local: LocalId): boolean {
  const origin = originOf(program, body, local);
  const { calls } = definitionsOf(origin.body);
  return origin.body.blocks.some(({ terminator }) => {
    if (terminator.kind !== "next" || terminator.destination.local !== origin.local) return false;
    const pair = wholeLocal(terminator.iterated);
    const made = pair === undefined ? [] : (calls.get(pair) ?? []);
    return made.some(({ callee }) => /^(?:\w+\.)?useState$/.test(calleeText(origin.body, callee)));
  });
}

function isCalledInFile({ body, file, knowledge: { program } }: BodyView, name: string): boolean {
  if (!file.text.includes(name.slice(name.lastIndexOf(".") + 1))) return false;
  return bodiesOf(program, body.file).some((each) =>
    each.blocks.some(({ terminator }) => terminator.kind === "call" && calleeText(each, terminator.callee).endsWith(name)),
  );
}

export function describeUnrevoked({ owner, keptIn }: Unrevoked, view: BodyView): Description {
  const by = owner.type.model!.releasedBy![0]!;
  return {
    message: `${owner.type.what} is kept by \`${keptIn}\`, and nothing here revokes it`,
    labels: [primary(birthplace(owner, view), `yours to release: \`${owner.by}\` hands over ${owner.type.what}`)],
    why: owner.type.model?.leak ?? "What it leads to stays in memory.",
    help: `Call \`${by}\` with it when another one takes its place, and at the end`,
  };
}
