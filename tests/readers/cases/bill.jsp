<%@ page contentType="text/html; charset=UTF-8" %>
<%-- a comment with %> no --%>
<c:if test="${user.late && days > 3}"><p>Dear <c:out value="${user.name}"/>, you are late.</p></c:if>
<p>We <c:choose><c:when test="${a}">charge a fee</c:when><c:otherwise>charge nothing</c:otherwise></c:choose>.</p>
<fmt:message key="mail.body"/> <spring:message code="x.y" text="Default text here"/>
<% if (paid) { %><p>Paid.</p><% } else { %><p>Not paid.</p><% } %>
