declare class ClientSession {
  withTransaction<T>(body: (session: ClientSession) => Promise<T>): Promise<T>;
  endSession(): Promise<void>;
}
declare class MongoClient {
  startSession(): Promise<ClientSession>;
}

export class Repository {
  constructor(private readonly client: MongoClient) {}

  async withTransaction<T>(body: (session: ClientSession) => Promise<T>): Promise<T> {
    try {
      return await (await this.client.startSession()).withTransaction(body);
    } catch (error) {
      throw new Error("transaction failed", { cause: error });
    }
  }
}
