### Mails of the shop

-shop-name = The Corner Shop

# Variables:
#   $name (String) - who gets the mail = no text
greeting = Hello { $name },
    .subject = News from { -shop-name }
    .title =
        A letter
        from us

## Bills

unread = You have { $count ->
    [0] no letters
    [one] one letter
   *[other] { NUMBER($count) } letters
} from { -shop-name }.

bill =
    Please pay { $sum } by { DATETIME($due-date, month: "long") }.

      Set in a little, as { "[" }it{ "]" } is.
    Pl{ "\u00E4" }xi is { $state ->
        [paid] paid
       *[open]
            open
            and due
    }.

broken = This { $is not } read
last = Our <b>shop</b> is open.
