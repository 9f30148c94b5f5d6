import Link from "some/where";
// no text
export const Page = ({ user }) => (
  <main className="a b">
    <h1>Hello{" "}{user.name}</h1>
    {/* no text */}
    {late ? <p>Pay <b>now</b>.</p> : <p>Thanks.</p>}
    <img alt="Our office" src={office} />
  </main>
);
const notice = `Dear ${user.name}, we can\u2019t answer.`;
