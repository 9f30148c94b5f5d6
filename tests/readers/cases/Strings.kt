package ee.example.mail

object Strings {
    /* it's no text */
    val late = "Tere, $name! Teie arve ${invoice.number} on tasumata."
    val body = """
        |Dear ${user.name},
        |we closed your account without notice.
        """.trimMargin()
    private val ru = mapOf("late" to "Вы не заплатили \"вовремя\"", "key" to "x")

    fun `does not say a word`() = log.info("no text here")
}
