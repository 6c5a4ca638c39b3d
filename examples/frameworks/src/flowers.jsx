import { useEffect, useState } from 'react';
import { learnAndShow } from './flowers.js';

export function Flowers() {
  const [text, setText] = useState('…');
  useEffect(() => {
    const leaving = new AbortController(); // StrictMode mounts twice while one develops
    learnAndShow(leaving.signal, setText);
    return () => leaving.abort();
  }, []);
  return (
    <p>
      Two flowers: <output>{text}</output>
    </p>
  );
}
