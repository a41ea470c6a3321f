/** Consumers that run until they are stopped, acknowledgements that settle messages. */

declare class Consumer {
  connect(): Promise<void>;
  subscribe(options: { topic: string }): Promise<void>;
  run(options: { eachMessage(message: { value: string }): Promise<void> }): Promise<void>;
  disconnect(): Promise<void>;
}
declare class Kafka { consumer(options: { groupId: string }): Consumer; producer(): Producer }
declare class Producer { connect(): Promise<void>; send(topic: string, value: string): Promise<void>; disconnect(): Promise<void> }
declare class Channel { assertQueue(name: string): Promise<void>; consume(name: string, body: (message: object) => void): Promise<void>; ack(message: object): void; close(): Promise<void> }
declare class AmqpConnection { createChannel(): Promise<Channel>; on(event: "close", listener: () => void): this; close(): Promise<void> }
declare function connectAmqp(url: string): Promise<AmqpConnection>;

export async function consume(kafka: Kafka, handle: (text: string) => Promise<void>): Promise<() => Promise<void>> {
  const consumer = kafka.consumer({ groupId: "notes" });
  await consumer.connect();
  try {
    await consumer.subscribe({ topic: "notes" });
    await consumer.run({ eachMessage: ({ value }) => handle(value) });
  } catch (error) {
    await consumer.disconnect();
    throw error;
  }
  return () => consumer.disconnect();
}

export async function produce(kafka: Kafka, values: readonly string[]): Promise<void> {
  const producer = kafka.producer();
  await producer.connect();
  try {
    for (const value of values) await producer.send("notes", value);
  } finally {
    await producer.disconnect();
  }
}

export async function work(url: string, handle: (message: object) => void): Promise<AmqpConnection> {
  const connection = await connectAmqp(url);
  try {
    const channel = await connection.createChannel();
    await channel.assertQueue("notes");
    await channel.consume("notes", (message) => {
      handle(message);
      channel.ack(message);
    });
    return connection.on("close", () => console.log("closed"));
  } catch (error) {
    await connection.close();
    throw error;
  }
}
