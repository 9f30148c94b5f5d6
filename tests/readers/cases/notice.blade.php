@extends('layout')
@if($bill->isLate())
<p>Dear {!! $user->name !!}, mail a@if.example.org.</p>
@else
<p>@lang('You owe nothing.') {{-- no text --}}</p>
@endif
