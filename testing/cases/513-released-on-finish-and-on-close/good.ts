import type { IncomingMessage, ServerResponse } from "node:http";

interface PoolClient {
  query(sql: string, values?: readonly unknown[]): Promise<{ rows: object[] }>;
  release(): void;
}
interface Pool {
  connect(): Promise<PoolClient>;
}
interface Request extends IncomingMessage {
  userId?: string;
  db?: PoolClient;
}
declare const logger: { error(details: object, message: string): void };

export function rowLevelSecurity(pool: Pool) {
  return async (request: Request, response: ServerResponse, next: () => void): Promise<void> => {
    const client = await pool.connect();
    let released = false;
    const release = (): void => {
      if (released) return;
      released = true;
      client.release();
    };
    response.on("finish", release);
    response.on("close", release);
    try {
      await client.query("select set_config('app.user_id', $1, false)", [request.userId ?? ""]);
      request.db = client;
      next();
    } catch (error) {
      logger.error({ error }, "could not set the session's user");
      response.writeHead(500).end();
    }
  };
}
