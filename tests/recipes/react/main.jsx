import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { bill, pay } from '../pay.js';
import { Boundary } from './Boundary.jsx';
import { useSolution } from './useSolution.js';

const Note = ({ error }) => <p ref={useSolution(error)}>The payment was not taken.</p>;
const Bill = () => <p>{bill(true)}</p>;

function App() {
  const [error, setError] = useState(null);
  const [shown, setShown] = useState(false);
  return (
    <>
      <button id="pay" onClick={() => pay().catch(setError)}>Pay</button>
      <button id="dismiss" onClick={() => { setError(null); setShown(false); }}>Dismiss</button>
      <button id="show" onClick={() => setShown(true)}>Show the bill</button>
      {error && <Note error={error} />}
      {shown && <Boundary><Bill /></Boundary>}
    </>
  );
}

createRoot(document.querySelector('#app')).render(<App />);
