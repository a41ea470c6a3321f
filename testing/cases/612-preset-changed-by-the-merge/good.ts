type Options = { [key: string]: Options | string | number | boolean };

export const channelPreset: Options = { maxUsers: 8, world: { gravity: 9.8, friction: 0.3 } };

export function merge(options: Options, preset: Options): Options {
  const merged: Options = { ...preset };
  for (const [key, value] of Object.entries(options)) {
    const inner = preset[key];
    merged[key] = typeof value === "object" && typeof inner === "object" ? merge(value, inner) : value;
  }
  return merged;
}

export function createChannel(options: Options): Options {
  return merge(options, channelPreset);
}
