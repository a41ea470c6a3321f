interface Consumer {
  connect(): Promise<void>;
  disconnect(): Promise<void>;
  subscribe(subscription: { topic: string; fromBeginning?: boolean }): Promise<void>;
  run(config: { eachMessage(payload: { message: { value: Uint8Array | null } }): Promise<void> }): Promise<void>;
  on(event: "consumer.crash", listener: (event: { payload: { error: Error } }) => void): () => void;
}
declare class Kafka {
  constructor(config: { clientId: string; brokers: string[] });
  consumer(config: { groupId: string }): Consumer;
}

export class OrderConsumer {
  private consumer: Consumer | null = null;
  private readonly kafka = new Kafka({ clientId: "orders", brokers: ["localhost:9092"] });
  constructor(private readonly onOrder: (order: unknown) => Promise<void>) {}

  async start(): Promise<void> {
    await this.stop();
    this.consumer = this.kafka.consumer({ groupId: "orders" });
    await this.consumer.connect();
    await this.consumer.subscribe({ topic: "orders" });
    this.consumer.on("consumer.crash", () => void this.restart());
    await this.consumer.run({
      eachMessage: async ({ message }) => this.onOrder(JSON.parse(String(message.value))),
    });
  }

  async stop(): Promise<void> {
    const consumer = this.consumer;
    this.consumer = null;
    await consumer?.disconnect();
  }

  private async restart(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    await this.start();
  }
}
