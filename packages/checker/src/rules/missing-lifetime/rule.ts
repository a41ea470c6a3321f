/** missing-lifetime (E0106): a result or a field borrows, and nothing says from what or for how long. */

import type { Span } from "@freehold/diagnostics/span";
import { namelessFields, type NamelessField } from "../../borrows/nameless-fields.ts";
import { primary } from "../../explain/labels.ts";
import { defineBorrowRule, type Description } from "../../rule.ts";

type Finding = { readonly kind: "result"; readonly span: Span } | { readonly kind: "field"; readonly field: NamelessField };

export const rule = defineBorrowRule<Finding>({
  meta: { name: "missing-lifetime", code: "E0106", summary: "strict: a result or a field borrows, and nothing says from what" },
  find({ facts: { types } }) {
    const { missesLifetime, resultSpan } = types.universals;
    const fields = types.body.kind === "module" ? namelessFields(types.world) : [];
    return [
      ...(missesLifetime && resultSpan !== undefined ? [{ kind: "result", span: resultSpan } as const] : []),
      ...fields.map((field) => ({ kind: "field", field }) as const),
    ];
  },
  describe: (finding) => (finding.kind === "result" ? describeResult(finding.span) : describeField(finding.field)),
});

function describeResult(span: Span): Description {
  return {
    message: "the result is a borrow, and nothing says of what",
    labels: [primary(span, "a borrow from one of several parameters, or from none")],
    help: "Give the result and what it borrows from one lifetime: `<A extends Lifetime>(x: Ref<T, A>): Ref<T, A>`, or return the value itself",
  };
}

function describeField({ of, name, span }: NamelessField): Description {
  const lifetime = of.parameters.find(({ kind }) => kind === "lifetime");
  return {
    message: `\`${name}\` borrows, and nothing says for how long`,
    labels: [primary(span, `must not outlive what it borrows from, and a \`${of.name}\` may`)],
    help:
      lifetime === undefined
        ? `Give it a lifetime: \`${of.kind} ${of.name}<A extends Lifetime>\` with \`Ref<T, A>\`, or let it own the value`
        : `Name the lifetime: \`Ref<T, ${lifetime.name}>\``,
  };
}
