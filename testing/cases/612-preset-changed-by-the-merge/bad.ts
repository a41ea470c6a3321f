type Options = { [key: string]: Options | string | number | boolean };

export const channelPreset: Options = { maxUsers: 8, world: { gravity: 9.8, friction: 0.3 } };

export function merge(options: Options, preset: Options): Options {
  for (const [key, value] of Object.entries(options)) {
    const inner = preset[key];
    if (typeof value === "object" && typeof inner === "object") preset[key] = merge(value, inner);
    else preset[key] = value;
  }
  return preset;
}

export function createChannel(options: Options): Options {
  return merge(options, channelPreset);
}
