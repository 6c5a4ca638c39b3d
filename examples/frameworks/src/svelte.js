import { mount } from 'svelte';
import Flowers from './Flowers.svelte';

mount(Flowers, { target: document.querySelector('#app') });
