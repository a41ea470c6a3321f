interface RoomConfig {
  readonly appId: string;
  readonly relayUrls: readonly string[];
}
type OnMessage = (topic: string, data: string) => void;

class Relay {
  readonly socket: WebSocket;
  constructor(
    readonly url: string,
    onMessage: OnMessage,
  ) {
    this.socket = new WebSocket(url);
    this.socket.onmessage = (event) => {
      const [topic, data] = JSON.parse(String(event.data)) as [string, string];
      onMessage(topic, data);
    };
  }
  send(topic: string, data: string): void {
    this.socket.send(JSON.stringify([topic, data]));
  }
  close(): void {
    this.socket.close();
  }
}

export class Room {
  private relays: Relay[] = [];
  private readonly topics = new Set<string>();
  constructor(private readonly config: RoomConfig) {}

  join(onMessage: OnMessage): void {
    for (const url of this.config.relayUrls) {
      this.relays.push(new Relay(url, onMessage));
    }
  }

  subscribe(topic: string): void {
    this.topics.add(topic);
    for (const relay of this.relays) relay.send("subscribe", topic);
  }

  leave(): void {
    for (const topic of this.topics) for (const relay of this.relays) relay.send("unsubscribe", topic);
    this.topics.clear();
    this.relays = [];
  }
}
