// The home page needs no Python: only the theme.
// @ts-check
import { bindTheme } from '../ui/theme.js';

bindTheme();
