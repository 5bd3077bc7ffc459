export default function Home() {
  return <h1>Kith</h1>
}
