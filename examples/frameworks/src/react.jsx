import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Flowers } from './flowers.jsx';

createRoot(document.querySelector('#app')).render(
  <StrictMode>
    <Flowers />
  </StrictMode>,
);
