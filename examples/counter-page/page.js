/** Shows the count. */

import { count } from "./count.js";

document.querySelector("#total").textContent = `Total count: ${await count()}`;
