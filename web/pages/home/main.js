// The home page needs no Python: the frame, and ready models to try at once.
// @ts-check
import { bindFrame } from '../../ui/frame/frame.js';
import { keepSiteOffline } from '../../ui/frame/offline.js';
import { bindDemos } from './demos.js';
import { bindDoors } from './doors.js';

bindFrame();
bindDemos();
bindDoors();
keepSiteOffline();
