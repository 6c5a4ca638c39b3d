import { Flowers } from './flowers';

export default function Page() {
  return (
    <p>
      Two flowers: <Flowers />
    </p>
  );
}
