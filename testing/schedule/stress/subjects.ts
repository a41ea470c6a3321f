/** All that threads die of and with. */

import { channelSubject } from "./channel-subject.ts";
import { mutexSubject, rwLockSubject } from "./lock-subjects.ts";

export const subjects = { Mutex: mutexSubject, RwLock: rwLockSubject, channel: channelSubject };
