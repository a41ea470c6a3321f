/** The part of `pg` that the shop uses, so that the example needs no installation. */

declare module "pg" {
  export interface QueryResult<Row> {
    readonly rows: readonly Row[];
    readonly rowCount: number | null;
  }

  export interface Notification {
    readonly channel: string;
    readonly payload?: string;
  }

  export interface PoolConfig {
    readonly connectionString?: string;
    readonly max?: number;
  }

  export class Pool {
    constructor(config?: PoolConfig);
    connect(): Promise<PoolClient>;
    query<Row>(text: string, values?: readonly unknown[]): Promise<QueryResult<Row>>;
    end(): Promise<void>;
  }

  export class PoolClient {
    query<Row>(text: string, values?: readonly unknown[]): Promise<QueryResult<Row>>;
    on(event: "notification", listener: (message: Notification) => void): this;
    off(event: "notification", listener: (message: Notification) => void): this;
    release(error?: Error | boolean): void;
  }
}
