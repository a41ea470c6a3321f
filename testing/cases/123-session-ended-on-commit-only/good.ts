declare class ClientSession {
  startTransaction(): void;
  commitTransaction(): Promise<void>;
  abortTransaction(): Promise<void>;
  endSession(): Promise<void>;
}
declare const client: { startSession(): ClientSession };

export async function transact(body: (session: ClientSession) => Promise<void>): Promise<void> {
  const session = client.startSession();
  try {
    session.startTransaction();
    await body(session);
    await session.commitTransaction();
  } catch (error) {
    await session.abortTransaction();
    throw error;
  } finally {
    await session.endSession();
  }
}
