{* no text *}
<p>{l s='Hello, it\'s us' mod='mail'} {$customer.firstname|escape}</p>
{if $late}<p>Pay {displayPrice price=$sum} now.</p>{else}<p>Thank you.</p>{/if}
{foreach $lines as $line}{$line.name}: {$line.price}<br>{/foreach}
