/** Whoever is given a value takes it over when that succeeds; only a failure leaves it with the giver. */

declare class Channel {
  send(text: string): void;
  close(): void;
}
declare function openChannel(url: string): Promise<Channel>;
declare class Upgrader {
  upgrade(options: { channel: Channel; secure: boolean }): Promise<void>;
  adopt(channel: Channel): Promise<void>;
}

export async function incoming(upgrader: Upgrader, url: string): Promise<void> {
  const channel = await openChannel(url);
  try {
    await upgrader.upgrade({ channel, secure: true });
  } catch (error) {
    channel.close();
    throw error;
  }
}

export async function adopted(upgrader: Upgrader, url: string): Promise<boolean> {
  const channel = await openChannel(url);
  try {
    channel.send("hello");
    await upgrader.adopt(channel);
    return true;
  } catch {
    channel.close();
    return false;
  }
}
