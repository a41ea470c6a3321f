/** The text of every rule's explain.md, by the rule's name. Written by `npm run generate`. */

export const explanations: Readonly<Record<string, string>> = {
  "double-release": [
    "# double-release",
  ].join("\n"),
  "dropped-guard": [
    "# dropped-guard",
  ].join("\n"),
  "leaked-resource": [
    "# leaked-resource",
  ].join("\n"),
  "outlives-using": [
    "# outlives-using",
  ].join("\n"),
  "stale-view": [
    "# stale-view",
  ].join("\n"),
  "use-after-move": [
    "# use-after-move",
  ].join("\n"),
  "use-after-release": [
    "# use-after-release",
  ].join("\n"),
};
