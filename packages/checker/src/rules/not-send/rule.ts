/** not-send (E0277): a value is sent to another thread that cannot be cloned, or arrives without its methods. */

import type { Span } from "@freehold/diagnostics/span";
import type { BodyView } from "../../body-view.ts";
import { calleeText } from "../../contracts/callee-path.ts";
import { other, primary } from "../../explain/labels.ts";
import { defineRule, type Description } from "../../rule.ts";
import { contentsOf, type Content } from "./contents.ts";
import { sendings } from "./sending.ts";

interface Finding {
  readonly tier: "definite" | "maybe";
  readonly content: Content;
  readonly sent: Span;
  readonly by: string;
}

export const rule = defineRule<Finding>({
  meta: { name: "not-send", code: "E0277", summary: "a value sent to a thread that cannot be cloned" },
  reads: "code",
  find,
  describe,
});

function find(view: BodyView): readonly Finding[] {
  if (view.file.test) return [];
  return sendings(view).flatMap(({ call, value }) => {
    const contents = contentsOf(view, value).map((content) => ({ tier: tierOf(content), content }));
    const worst = contents.find(({ tier }) => tier === "definite") ?? contents[0];
    const by = `${call.form === "new" ? "new " : ""}${calleeText(view.body, call.callee)}`;
    return worst === undefined ? [] : [{ ...worst, sent: call.span, by }];
  });
}

/** Data with methods may be meant to arrive as data; a name is no proof. */
function tierOf(content: Content): Finding["tier"] {
  if (content.kind === "function") return content.known === "by-code" ? "definite" : "maybe";
  return content.kind === "instance" && content.holds === undefined ? "maybe" : "definite";
}

function describe({ content, sent, by }: Finding): Description {
  const name = content.text === "" ? "what is sent" : `\`${content.text}\``;
  const throws = `The structured clone throws a \`DataCloneError\`: nothing is sent.`;
  switch (content.kind) {
    case "function":
      return {
        message: `a function cannot be sent by \`${by}\``,
        labels: [
          primary(sent, "cloned for another thread here"),
          other(content.span, content.text === "" ? "a function" : `${name} is a function`),
        ],
        why: throws,
        help: "Send data only, and call the function here when the answer comes",
      };
    case "promise":
      return {
        message: `a promise cannot be sent by \`${by}\``,
        labels: [primary(sent, "cloned for another thread here"), other(content.span, "nobody has awaited this promise")],
        why: throws,
        help: "Await it first, and send what it brings",
      };
    case "instance":
      return {
        message:
          content.holds === undefined
            ? `${name} arrives without its methods: it is a \`${content.name}\``
            : `${name} cannot be sent by \`${by}\`: its \`${content.holds}\` holds a function`,
        labels: [primary(sent, "cloned for another thread here"), other(content.span, `an instance of \`${content.name}\``)],
        why:
          content.holds === undefined
            ? "The structured clone copies fields and forgets the class: the first call of a method on the other side throws a `TypeError`."
            : throws,
        help: "Send plain data, and make the instance anew on the other side",
      };
  }
}
