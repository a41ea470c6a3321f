/** Starts the shop, and stops it in order. */

import { once } from "node:events";
import { join } from "node:path";
import { readConfig } from "./config.ts";
import { createPool } from "./database.ts";
import { createShopServer } from "./server.ts";
import { Stock } from "./stock.ts";

const config = readConfig(process.env);
const pool = createPool(config.databaseUrl);
const stock = new Stock(join(config.dataDirectory, "stock.json"));
const server = createShopServer({ config, pool, stock });

server.listen(config.port);
await once(server, "listening");
console.log(`The shop is open on port ${config.port}`);

await once(process, "SIGTERM");
server.close();
await once(server, "close");
await pool.end();
