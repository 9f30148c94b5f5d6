[#-- Не для клиента --]
[#if user.late]
<p>Уважаемый [=user.name], вы опоздали на ${days} дня.</p>
[#elseif user.new]
<p>Добро пожаловать.</p>
[#else]
<p>Всё оплачено.</p>
[/#if]
[@mail.button url="x" /]
