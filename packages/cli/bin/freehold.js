#!/usr/bin/env node
// Stands here, and not in dist, so that an installation can link it before anything is built.
import "../dist/freehold.js";
