declare class Mutex {
  acquire(): Promise<() => void>;
}
declare function instantiate(profile: string): Promise<{ perform(input: unknown): Promise<unknown> }>;

export class GuestClient {
  private readonly mutex = new Mutex();
  private guest: { perform(input: unknown): Promise<unknown> } | undefined;

  async perform(profile: string, input: unknown): Promise<unknown> {
    const unlock = await this.mutex.acquire();
    const guest = await this.prepare(profile);
    const result = await guest.perform(input);
    unlock();
    return result;
  }

  private async prepare(profile: string): Promise<{ perform(input: unknown): Promise<unknown> }> {
    this.guest ??= await instantiate(profile);
    return this.guest;
  }
}
