// The home page needs no Python: only the frame.
// @ts-check
import { bindFrame } from '../ui/frame.js';
import { keepSiteOffline } from '../ui/offline.js';

bindFrame();
keepSiteOffline();
