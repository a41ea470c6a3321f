/** The part of `pg` that the shop uses, so that the example needs no installation. */

declare module "pg" {
  export interface QueryResult<Row> {
    readonly rows: readonly Row[];
    readonly rowCount: number | null;
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
    release(error?: Error | boolean): void;
  }
}
