/** Drop: work that is done when a value ends, however its scope is left. */

import { Drop } from "freehold";

class DatabaseConnection extends Drop {
  readonly id: number;

  constructor(id: number) {
    super();
    this.id = id;
  }

  override drop(): void {
    console.log(`Closing database connection #${this.id}`);
  }
}

{
  using connection = new DatabaseConnection(42);
  console.log(`Using connection #${connection.id}...`);
}
console.log("Connection is now closed.");
