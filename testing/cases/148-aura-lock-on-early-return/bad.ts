declare class Mutex {
  acquire(): Promise<() => void>;
}
export interface Token { id: string; auras: Map<string, { refresh(): Promise<void> }> }
const lock = new Mutex();

export async function refreshAuras(tokens: readonly Token[]): Promise<number> {
  const release = await lock.acquire();
  const auras = tokens.flatMap((token) => [...token.auras.values()]);
  if (auras.length === 0) return 0;
  try {
    for (const aura of auras) await aura.refresh();
  } finally {
    release();
  }
  return auras.length;
}
