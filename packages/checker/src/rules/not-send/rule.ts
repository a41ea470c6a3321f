/** not-send (E0277): something is sent to another thread that cannot be sent, or arrives without its methods or what is around it. */

import type { Span } from "@freehold/diagnostics/span";
import type { BodyView } from "../../body-view.ts";
import { calleeText } from "../../contracts/callee-path.ts";
import { other, primary } from "../../explain/labels.ts";
import { defineRule, type Description } from "../../rule.ts";
import { capturesOf, type Capture } from "./captures.ts";
import { contentsOf, type Content } from "./contents.ts";
import { declaredContents } from "./declared-contents.ts";
import { sendings, type Sending } from "./sending.ts";

interface Finding {
  readonly tier: "definite" | "maybe";
  readonly culprit: Culprit;
  readonly sent: Span;
  readonly by: string;
}

type Culprit =
  | { readonly kind: "content"; readonly content: Content; readonly how: Exclude<Sending["how"], "text"> }
  /** At least one. */
  | { readonly kind: "captures"; readonly captures: readonly Capture[] };

export const rule = defineRule<Finding>({
  meta: { name: "not-send", code: "E0277", otherCodes: ["E0373"], summary: "a value sent to a thread that cannot be sent" },
  reads: "code",
  find,
  describe,
});

function find(view: BodyView): readonly Finding[] {
  if (view.file.test) return [];
  return sendings(view).flatMap((sending) => {
    const { call } = sending;
    const culprit = culpritOf(view, sending);
    const by = `${call.form === "new" ? "new " : ""}${calleeText(view.body, call.callee)}`;
    return culprit === undefined ? [] : [{ ...culprit, sent: call.span, by }];
  });
}

function culpritOf(view: BodyView, { value, how }: Sending): Pick<Finding, "tier" | "culprit"> | undefined {
  if (how === "text") {
    const captures = capturesOf(view, value);
    return captures.length === 0 ? undefined : { tier: "definite", culprit: { kind: "captures", captures } };
  }
  const contents = [...contentsOf(view, value), ...declaredContents(view, value)].map((content) => ({
    tier: tierOf(content, how),
    culprit: { kind: "content", content, how } as const,
  }));
  return contents.find(({ tier }) => tier === "definite") ?? contents[0];
}

/** Data with methods may be meant to arrive as data, where that is how it arrives; a name is no proof. */
function tierOf(content: Content, how: Exclude<Sending["how"], "text">): Finding["tier"] {
  if (content.kind === "function") return content.known === "by-code" ? "definite" : "maybe";
  return content.kind === "instance" && content.holds === undefined && how === "clone" ? "maybe" : "definite";
}

function describe({ culprit, sent, by }: Finding, { file }: BodyView): Description {
  if (culprit.kind === "content") return describeContent(culprit, sent, by);
  const description = describeCaptures(culprit.captures, sent, by);
  // To Rust such a closure could be sent, if only what it borrows lived as long as the thread.
  return file.strict === undefined ? description : { ...description, code: "E0373" };
}

function describeCaptures(captures: readonly Capture[], sent: Span, by: string): Description {
  const [first, ...others] = captures.slice(0, 4);
  const given = captures.map(({ name }) => name).filter((name) => name !== "this");
  return {
    message: `\`${first!.name}\` stays behind: \`${by}\` sends the text of this function, and nothing that is around it`,
    labels: [
      primary(first!.span, first!.name === "this" ? "there is no `this` in the thread" : "the thread has no such variable"),
      ...others.map(({ name, span }) => other(span, `nor \`${name}\``)),
      other(sent, "sent to another thread here"),
    ],
    why: "A `NotSendError` says so: at once where the text shows it, otherwise when the thread comes to use it.",
    help:
      given.length === 0
        ? "Give what it needs as arguments, or export the function from a module and spawn that"
        : `Give it as an argument, \`${by}((${given.join(", ")}) => …, ${given.join(", ")})\`, or export the function from a module and spawn that`,
  };
}

function describeContent({ content, how }: Extract<Culprit, { kind: "content" }>, sent: Span, by: string): Description {
  const name = content.text !== "" ? `\`${content.text}\`` : content.kind === "instance" ? `a \`${content.name}\`` : "what is sent";
  const here = how === "clone" ? "cloned for another thread here" : "sent to other threads here";
  const throws =
    how === "clone" ? "The structured clone throws a `DataCloneError`: nothing is sent." : "It throws a `NotSendError`: nothing is sent.";
  switch (content.kind) {
    case "function":
      return {
        message: `a function cannot be sent by \`${by}\``,
        labels: [primary(sent, here), other(content.span, content.text === "" ? "a function" : `${name} is a function`)],
        why: throws,
        help: "Send data only, and call the function here when the answer comes",
      };
    case "promise":
      return {
        message: `a promise cannot be sent by \`${by}\``,
        labels: [primary(sent, here), other(content.span, "nobody has awaited this promise")],
        why: throws,
        help: "Await it first, and send what it brings",
      };
    case "local":
      return {
        message: `${content.text === "" ? content.what : name} cannot be sent by \`${by}\`: it belongs to this thread`,
        labels: [primary(sent, here), other(content.span, content.what)],
        why: content.staysHere,
        help: "Send what is in it, or share it by what several threads can have: `Arc`, `Mutex`, an atomic number",
      };
    case "instance":
      return how === "clone" && content.holds === undefined
        ? {
            message: `${name} arrives without its methods${content.text === "" ? "" : `: it is a \`${content.name}\``}`,
            labels: [primary(sent, here), other(content.span, `an instance of \`${content.name}\``)],
            why: "The structured clone copies fields and forgets the class: the first call of a method on the other side throws a `TypeError`.",
            help: "Send plain data, and make the instance anew on the other side",
          }
        : {
            message:
              content.holds === undefined
                ? `${name} cannot be sent by \`${by}\`: it would lose its class, \`${content.name}\``
                : `${name} cannot be sent by \`${by}\`: its \`${content.holds}\` holds a function`,
            labels: [primary(sent, here), other(content.span, `an instance of \`${content.name}\``)],
            why: throws,
            help: "Send plain data, and make the instance anew on the other side",
          };
  }
}
