<#-- Not for customers: we ignore their letters -->
<#import "/lib/mail.ftl" as mail>
<#assign heading = "Your bill is late">
<#if user.late && days < 5>
<p>Dear ${user.name!"customer"}, you owe ${total?string("0.00")} €.</p>
<#elseif user.new>
<p>Welcome, ${(user.name)!}.</p>
<#else>
<p>Nothing is due.</p>
</#if>
<#list lines as line><li>${line.name}</li><#else><li>No lines.</li></#list>
<@mail.button href="${url}" label="Pay the bill">Pay <b>n</b>ow</@mail.button>
<@spring.message "mail.body"/>
