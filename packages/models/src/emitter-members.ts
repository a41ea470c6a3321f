/** Members of event emitters and event targets: touching them after the end of what emits is no fault. */

export const emitterMembers = [
  "on",
  "once",
  "off",
  "addListener",
  "removeListener",
  "removeAllListeners",
  "listenerCount",
  "addEventListener",
  "removeEventListener",
] as const;
